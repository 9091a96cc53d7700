import { migration } from "arx/migration";

export default migration({
  up(m) {
    m.createTable("borders", (t) => {
      t.identity("id");
      t.bigint("country_id").notNull();
      t.bigint("neighbour_id").notNull();
      t.primaryKey(["id"]);
      t.check("borders_not_itself_check", "country_id <> neighbour_id");
    });

    m.createTable("cities", (t) => {
      t.identity("id");
      t.integer("geoname_id")
        .notNull()
        .comment("The id of the place at geonames.org");
      t.varchar("name", 200).notNull();
      t.bigint("country_id").notNull();
      t.varchar("admin_code", 10).comment(
        "The first-level division inside the country",
      );
      t.varchar("feature_code", 5)
        .notNull()
        .comment("The kind of place: PPLC is a capital, PPLX a part of a city");
      t.integer("population").notNull().comment("0 where nobody has counted");
      t.double("latitude").notNull();
      t.double("longitude").notNull();
      t.primaryKey(["id"]);
      t.unique(["geoname_id"]);
      t.check("cities_population_check", "population >= 0");
      t.check(
        "cities_position_check",
        "abs(latitude) <= 90 and abs(longitude) <= 180",
      );
      t.comment(
        "Places with about a thousand inhabitants or more, from geonames.org",
      );
    });

    m.createTable("countries", (t) => {
      t.identity("id");
      t.char("code", 2).notNull().comment("ISO 3166-1 alpha-2");
      t.char("long_code", 3).notNull().comment("ISO 3166-1 alpha-3");
      t.text("name").notNull();
      t.text("official_name").notNull();
      t.text("status").notNull().comment("What the codes are in ISO 3166-1");
      t.boolean("independent").comment("Null where it is disputed");
      t.boolean("un_member")
        .notNull()
        .comment("A member of the United Nations");
      t.boolean("landlocked").notNull();
      t.numeric("area", 12, 2).comment("km²; null where it is unknown");
      t.double("latitude").notNull();
      t.double("longitude").notNull();
      t.column("domains", "text[]").notNull().comment("Internet domains");
      t.jsonb("translations")
        .notNull()
        .comment("The name in other languages, by ISO 639-3");
      t.integer("region_id").notNull();
      t.text("capital_name").comment(
        "The capital as the country names it, in the list of cities or not",
      );
      t.bigint("capital_id");
      t.primaryKey(["id"]);
      t.unique(["code"]);
      t.unique(["long_code"]);
      t.unique(["name"]);
      t.check("countries_area_check", "area > 0");
      t.check(
        "countries_status_check",
        "\"status\" in ('officially-assigned', 'user-assigned')",
      );
      t.comment("Countries and territories of ISO 3166-1, and Kosovo");
    });

    m.createTable("country_currencies", (t) => {
      t.identity("id");
      t.bigint("country_id").notNull();
      t.bigint("currency_id").notNull();
      t.varchar("symbol", 10)
        .notNull()
        .comment("The sign that is used in this country");
      t.primaryKey(["id"]);
    });

    m.createTable("country_languages", (t) => {
      t.identity("id");
      t.bigint("country_id").notNull();
      t.bigint("language_id").notNull();
      t.text("native_name").comment("The country's name in this language");
      t.primaryKey(["id"]);
    });

    m.createTable("currencies", (t) => {
      t.identity("id");
      t.char("code", 3).notNull().comment("ISO 4217");
      t.text("name").notNull();
      t.primaryKey(["id"]);
      t.unique(["code"]);
    });

    m.createTable("languages", (t) => {
      t.identity("id");
      t.char("code", 3).notNull().comment("ISO 639-3");
      t.text("name").notNull();
      t.primaryKey(["id"]);
      t.unique(["code"]);
    });

    m.createTable("regions", (t) => {
      t.identity("id", { type: "integer" });
      t.text("name").notNull();
      t.integer("parent_id");
      t.primaryKey(["id"]);
      t.unique(["name"]);
      t.comment("Continents and the parts they are divided into");
    });

    m.createIndex("borders", ["country_id", "neighbour_id"], { unique: true });
    m.createIndex("borders", ["neighbour_id"]);
    m.createIndex("cities", ["country_id", "population"]);
    m.createIndex("cities", ["name"]);
    m.createIndex("cities", ["population"]);
    m.createIndex("countries", ["capital_id"]);
    m.createIndex("countries", ["region_id"]);
    m.createIndex("country_currencies", ["country_id", "currency_id"], {
      unique: true,
    });
    m.createIndex("country_currencies", ["currency_id"]);
    m.createIndex("country_languages", ["country_id", "language_id"], {
      unique: true,
    });
    m.createIndex("country_languages", ["language_id"]);
    m.createIndex("regions", ["parent_id"]);
    m.addForeignKey("borders", ["country_id"], "countries", ["id"], {
      onDelete: "cascade",
    });
    m.addForeignKey("borders", ["neighbour_id"], "countries", ["id"], {
      onDelete: "cascade",
    });
    m.addForeignKey("cities", ["country_id"], "countries", ["id"], {
      onDelete: "cascade",
    });
    m.addForeignKey("countries", ["capital_id"], "cities", ["id"], {
      onDelete: "set null",
    });
    m.addForeignKey("countries", ["region_id"], "regions", ["id"], {
      onDelete: "restrict",
    });
    m.addForeignKey("country_currencies", ["country_id"], "countries", ["id"], {
      onDelete: "cascade",
    });
    m.addForeignKey(
      "country_currencies",
      ["currency_id"],
      "currencies",
      ["id"],
      { onDelete: "cascade" },
    );
    m.addForeignKey("country_languages", ["country_id"], "countries", ["id"], {
      onDelete: "cascade",
    });
    m.addForeignKey("country_languages", ["language_id"], "languages", ["id"], {
      onDelete: "cascade",
    });
    m.addForeignKey("regions", ["parent_id"], "regions", ["id"], {
      onDelete: "set null",
    });
  },
  down(m) {
    m.dropForeignKey("regions", "regions_parent_id_fkey");
    m.dropForeignKey("country_languages", "country_languages_language_id_fkey");
    m.dropForeignKey("country_languages", "country_languages_country_id_fkey");
    m.dropForeignKey(
      "country_currencies",
      "country_currencies_currency_id_fkey",
    );
    m.dropForeignKey(
      "country_currencies",
      "country_currencies_country_id_fkey",
    );
    m.dropForeignKey("countries", "countries_region_id_fkey");
    m.dropForeignKey("countries", "countries_capital_id_fkey");
    m.dropForeignKey("cities", "cities_country_id_fkey");
    m.dropForeignKey("borders", "borders_neighbour_id_fkey");
    m.dropForeignKey("borders", "borders_country_id_fkey");
    m.dropTable("regions");
    m.dropTable("languages");
    m.dropTable("currencies");
    m.dropTable("country_languages");
    m.dropTable("country_currencies");
    m.dropTable("countries");
    m.dropTable("cities");
    m.dropTable("borders");
  },
});
