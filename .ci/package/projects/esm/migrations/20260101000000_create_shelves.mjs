import { migration } from "arx/migration";

export default migration({
  up(m) {
    m.createTable("shelves", (t) => {
      t.identity("id");
      t.text("name").notNull();
      t.primaryKey(["id"]);
      t.unique(["name"]);
    });
  },
  down(m) {
    m.dropTable("shelves");
  },
});
