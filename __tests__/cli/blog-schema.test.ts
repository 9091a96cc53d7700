import { engines } from "../support/engines";
import { openDatabase } from "../support/open-database";
import { Project } from "../support/project";

// Each command is a process of its own, and generate starts a PGlite.
jest.setTimeout(240_000);

const user = `import { Column, CreatedAt, HasMany, HasOne, ManagedObject, PrimaryKey, Table, UpdatedAt } from "arx";
import { Post } from "./post";
import { UserProfile } from "./user-profile";

@Table()
export class User extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column({ type: "varchar", length: 255, unique: true }) declare username: string;
  @Column({ type: "varchar", length: 255, unique: true }) declare email: string;
  @HasOne(() => UserProfile, (profile) => profile.user) declare profile: HasOne<UserProfile>;
  @HasMany(() => Post, (post) => post.author) declare posts: HasMany<Post>;
  @CreatedAt() declare createdAt: Date;
  @UpdatedAt() declare updatedAt: Date;
}
`;

const profile = `import { Column, ManagedObject, PrimaryKey, Relate, Table } from "arx";
import { User } from "./user";

@Table()
export class UserProfile extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => User, { required: true, onDelete: "cascade" }) declare user: Relate<User>;
  @Column({ type: "varchar", length: 255, nullable: true }) declare firstName: string | null;
  @Column({ type: "varchar", length: 255, nullable: true }) declare lastName: string | null;
  @Column({ type: "text", nullable: true }) declare bio: string | null;
  @Column({ type: "varchar", length: 500, nullable: true }) declare avatarUrl: string | null;
  @Column({ type: "jsonb", nullable: true }) declare preferences: Record<string, unknown> | null;
}
`;

const post = `import { Column, CreatedAt, ManagedObject, PrimaryKey, Relate, Table, UpdatedAt } from "arx";
import { User } from "./user";

@Table()
export class Post extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => User, { required: true, onDelete: "cascade" }) declare author: Relate<User>;
  @Column({ type: "varchar", length: 255 }) declare title: string;
  @Column() declare content: string;
  @Column({ enum: ["draft", "published", "archived"], indexed: true })
  declare status: "draft" | "published" | "archived";
  @Column({ type: "text[]", nullable: true, default: [] }) declare tags: string[] | null;
  @Column({ type: "jsonb", nullable: true, default: {} }) declare metadata: Record<string, unknown> | null;
  @CreatedAt({ indexed: true }) declare createdAt: Date;
  @UpdatedAt() declare updatedAt: Date;
}
`;

const files = {
  "package.json": "{}",
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      strict: true,
    },
  }),
  "arx.config.ts": `import { defineConfig } from "arx";
export default defineConfig({ models: ["models/*.ts"] });
`,
  "models/user.ts": user,
  "models/user-profile.ts": profile,
  "models/post.ts": post,
};

const columns = `
  select table_name || '.' || column_name || ' ' || format_type(a.atttypid, a.atttypmod)
    || case when a.attnotnull then ' not null' else '' end
    || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
    || case a.attidentity when 'd' then ' identity' else '' end as line
  from information_schema.columns c
  join pg_attribute a on a.attrelid = c.table_name::regclass and a.attname = c.column_name
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where c.table_schema = 'public' and c.table_name not like 'arx\\_%'
  order by c.table_name, c.ordinal_position`;

const constraints = `
  select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) as line
  from pg_constraint
  where connamespace = 'public'::regnamespace and contype <> 'n' and conrelid::regclass::text not like 'arx\\_%'
  order by 1`;

const indexes = `
  select indexname as line from pg_indexes
  where schemaname = 'public' and tablename not like 'arx\\_%' order by 1`;

describe("The models of a blog", () => {
  let project: Project;

  beforeAll(async () => {
    project = await Project.create(files);
    const env = { DATABASE_URL: "pglite:memory" };
    const generated = await project.arx(["migrate", "generate", "initial"], {
      env,
    });
    expect(generated).toMatchObject({ code: 0, stderr: "" });
    expect(await project.arx(["migrate", "check"], { env })).toMatchObject({
      code: 0,
    });
  });

  afterAll(() => project.delete());

  it.each(engines.map((engine) => [engine.name, engine] as const))(
    "have every column, constraint and index that they declare, and no other, on %s",
    async (_, engine) => {
      const made = await engine.create();
      const url = made.url.startsWith("pglite")
        ? `pglite:${project.path}/data`
        : made.url;
      const env = { DATABASE_URL: url };
      const lines = async (query: string): Promise<readonly string[]> => {
        const database = await openDatabase(url);
        const rows = await database.query<{ line: string }>(query);
        await database.close();
        return rows.map(({ line }) => line);
      };

      expect((await project.arx(["migrate"], { env })).stdout).toMatch(
        /^applied \d{14}_initial /,
      );
      expect(await lines(columns)).toEqual([
        "posts.id bigint not null identity",
        "posts.author_id bigint not null",
        "posts.title character varying(255) not null",
        "posts.content text not null",
        "posts.status text not null",
        "posts.tags text[] default '{}'::text[]",
        "posts.metadata jsonb default '{}'::jsonb",
        "posts.created_at timestamp with time zone not null default now()",
        "posts.updated_at timestamp with time zone not null default now()",
        "user_profiles.id bigint not null identity",
        "user_profiles.user_id bigint not null",
        "user_profiles.first_name character varying(255)",
        "user_profiles.last_name character varying(255)",
        "user_profiles.bio text",
        "user_profiles.avatar_url character varying(500)",
        "user_profiles.preferences jsonb",
        "users.id bigint not null identity",
        "users.username character varying(255) not null",
        "users.email character varying(255) not null",
        "users.created_at timestamp with time zone not null default now()",
        "users.updated_at timestamp with time zone not null default now()",
      ]);
      expect(await lines(constraints)).toEqual([
        "posts posts_author_id_fkey FOREIGN KEY (author_id) REFERENCES users(id) ON DELETE CASCADE",
        "posts posts_pkey PRIMARY KEY (id)",
        "posts posts_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'archived'::text])))",
        "user_profiles user_profiles_pkey PRIMARY KEY (id)",
        "user_profiles user_profiles_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE",
        "user_profiles user_profiles_user_id_key UNIQUE (user_id)",
        "users users_email_key UNIQUE (email)",
        "users users_pkey PRIMARY KEY (id)",
        "users users_username_key UNIQUE (username)",
      ]);
      // None beside a unique constraint, which is an index already.
      expect(await lines(indexes)).toEqual([
        "idx_posts_author_id",
        "idx_posts_created_at",
        "idx_posts_status",
        "posts_pkey",
        "user_profiles_pkey",
        "user_profiles_user_id_key",
        "users_email_key",
        "users_pkey",
        "users_username_key",
      ]);

      const down = await project.arx(["migrate", "down", "--yes"], { env });
      expect(down).toMatchObject({ code: 0 });
      expect(
        await lines(
          "select tablename as line from pg_tables where schemaname = 'public'",
        ),
      ).toEqual(["arx_migrations"]);
      await made.drop();
    },
  );
});
