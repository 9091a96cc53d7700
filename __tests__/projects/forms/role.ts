export enum Role {
  Admin = "admin",
  Writer = "writer",
}
