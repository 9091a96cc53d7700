import { Column, ManagedObject, PrimaryKey, Table } from "arx";
import { schema } from "./own-schema.js";

/** A class expression, which takes decorators as plain calls only. */
export const Note = Table({ name: "notes", schema })(
  class Note extends ManagedObject {
    declare id: number;
    text!: string;
  },
);

PrimaryKey()(Note.prototype, "id");
Column({ type: "text" })(Note.prototype, "text");
