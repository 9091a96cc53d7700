import {
  Column,
  HasMany,
  ManagedObject,
  Polymorphic,
  PrimaryKey,
  Table,
} from "arx";
import { countQueries } from "arx/testing";
import { describeEachEngine } from "../../support/engines";
import { useModels } from "../../support/use-models";

abstract class Remarkable extends ManagedObject {
  @PrimaryKey() declare id: number;
  @HasMany(() => Remark, (remark) => remark.subject)
  declare remarks: HasMany<Remark>;
}

@Table("pb_essays")
class Essay extends Remarkable {
  @Column() declare title: string;
}

@Table("pb_photos")
class Photo extends Remarkable {
  @Column() declare url: string;
}

@Table("pb_remarks")
class Remark extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare text: string;
  @Polymorphic({ essay: () => Essay, photo: () => Photo }, { required: true })
  declare subject: Polymorphic<{ essay: Essay; photo: Photo }>;
}

describeEachEngine(
  "the other side of a polymorphic relation in a base class",
  (engine) => {
    useModels(engine, [Essay, Photo, Remark]);

    test("is a relation of each class that extends it, to its own records", async () => {
      const essay = await Essay.create({ title: "On engines" });
      const photo = await Photo.create({ url: "/1.png" });
      await Remark.create({ text: "dull", subject: essay });
      await Remark.create({ text: "bright", subject: photo });
      expect((await essay.remarks).map(({ text }) => text)).toEqual(["dull"]);
      const { result, count } = await countQueries(() =>
        Photo.where({ remarks: { some: { text: "bright" } } })
          .with({ remarks: { limit: 1 } })
          .all(),
      );
      expect(count).toBe(2);
      expect(result[0]?.remarks.at(0)?.text).toBe("bright");
      expect(
        await Essay.where({ remarks: { some: { text: "bright" } } }),
      ).toEqual([]);
    });
  },
);
