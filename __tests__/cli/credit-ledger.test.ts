import { connect } from "arx";
import { Project } from "../support/project";

// Each command is a process of its own, and most start a PGlite.
jest.setTimeout(240_000);

const config = `import { defineConfig } from "arx";
export default defineConfig({ database: "pglite:data", models: ["models/*.ts"] });
`;

const ledger = (more = ""): string => `import {
  Column, CreatedAt, ManagedObject, PrimaryKey, Table,
} from "arx";

@Table()
export class CreditLedger extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "integer" }) declare organizationId: number;
  @Column() declare resourceType: string;
  @Column({ type: "integer" }) declare resourceId: number;
  @CreatedAt() declare createdAt: Date;
  ${more}

  static compositeIndexes = [
    ["organizationId", "createdAt"],
    ["resourceType", "resourceId"],
    { columns: ["status", "createdAt"], name: "idx_status_timeline" },
    { columns: ["email", "tenantId"], unique: true },
  ];
}
`;

const missing = `@Column() declare status: string;
  @Column() declare email: string;
  @Column({ type: "integer" }) declare tenantId: number;`;

describe("The composite indexes of a credit ledger", () => {
  let project: Project;

  beforeAll(async () => {
    project = await Project.create({
      "package.json": "{}",
      "arx.config.ts": config,
      "models/credit-ledger.ts": ledger(),
    });
  });

  afterAll(async () => {
    await project.delete();
  });

  async function indexes(): Promise<unknown> {
    const db = await connect({
      database: `pglite:${project.path}/data`,
      name: "look",
    });
    try {
      const rows = await db.query<{ name: string; definition: string }>(
        "select indexname as name, indexdef as definition from pg_indexes where tablename = 'credit_ledgers' order by 1",
      );
      return rows.map(({ name, definition }) => [
        name,
        definition.replace(/^.* USING btree /, ""),
        definition.startsWith("CREATE UNIQUE"),
      ]);
    } finally {
      await db.close();
    }
  }

  it("over columns that the model does not have are all told at once", async () => {
    const { code, stderr } = await project.arx(["migrate", "generate"]);
    expect(code).toBe(1);
    expect(stderr).toContain(`The models have 3 mistakes:
  CreditLedger: static compositeIndexes names "status", which is no column or relation.
    Name a property with @Column or @Relate.
  CreditLedger: static compositeIndexes names "email", which is no column or relation.
    Name a property with @Column or @Relate.
  CreditLedger: static compositeIndexes names "tenantId", which is no column or relation.
    Name a property with @Column or @Relate.`);
    expect(await project.listAll()).not.toContain("migrations");
  });

  it("have their names once the columns are there, and go with down", async () => {
    await project.write("models/credit-ledger.ts", ledger(missing));
    expect(await project.arx(["migrate", "generate"])).toMatchObject({
      code: 0,
    });
    expect(await project.arx(["migrate"])).toMatchObject({ code: 0 });
    expect(await indexes()).toEqual([
      ["credit_ledgers_pkey", "(id)", true],
      ["idx_credit_ledgers_email_tenant_id", "(email, tenant_id)", true],
      [
        "idx_credit_ledgers_organization_id_created_at",
        "(organization_id, created_at)",
        false,
      ],
      [
        "idx_credit_ledgers_resource_type_resource_id",
        "(resource_type, resource_id)",
        false,
      ],
      ["idx_status_timeline", "(status, created_at)", false],
    ]);
    expect(await project.arx(["migrate", "down", "--yes"])).toMatchObject({
      code: 0,
    });
    expect(await indexes()).toEqual([]);
  });

  it("that hang on the environment, or are of little use, are noted", async () => {
    await project.write(
      "models/credit-ledger.ts",
      ledger(missing).replace(
        '["organizationId", "createdAt"],',
        '["organizationId", "createdAt"], ["organizationId", "createdAt", "id"], ...(process.env.MULTI_TENANT ? [["tenantId", "id"]] : []),',
      ),
    );
    const { stderr } = await project.arx(["migrate", "generate", "more"]);
    expect(stderr).toContain(
      "note: The index idx_credit_ledgers_organization_id_created_at of credit_ledgers is of little use beside idx_credit_ledgers_organization_id_created_at_id, which begins with the same columns.",
    );
    expect(stderr).toContain(
      "note: models/credit-ledger.ts reads the environment; what its models declare must not depend on it, or every environment gets other migrations.",
    );
  });
});
