import {
  Column,
  CreatedAt,
  type Defaulted,
  ManagedObject,
  PrimaryKey,
  Relate,
  Table,
} from "arx";
import { Country } from "./country.js";

@Table()
export class City extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Column({ default: 0 }) declare population: number;
  @Column({ type: "text[]", default: [] }) declare rivers: string[];
  @CreatedAt() declare createdAt: Date;
  @Relate(() => Country, { required: true }) declare country: Relate<Country>;
  declare [Defaulted]?: "population" | "rivers";
}
