export type {
  Join,
  LateralSource,
  OrderTerm,
  RowLock,
  SelectItem,
  SelectStatement,
  Source,
  TableSource,
  UnnestSource,
} from "./expression";
