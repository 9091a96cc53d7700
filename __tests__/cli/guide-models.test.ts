import { engines } from "../support/engines";
import { Project } from "../support/project";
import { expectOutput } from "../projects/run-node";

// Each command is a process of its own, and generate starts a PGlite.
jest.setTimeout(240_000);

const models = `import { Column, Defaulted, HasMany, HasOne, ManagedObject, ManyToMany, PrimaryKey, Relate, Serialize, Table, Transient, Virtual } from "arx";
import { Length, Matches } from "class-validator";

@Table()
export class Article extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare contents: string;
  @Column() declare publishedDate: Date;
}

@Table()
export class Country extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasOne(() => City, (city) => city.capitalOf) declare capital: HasOne<City>;
  @HasMany(() => City, (city) => city.country) declare cities: HasMany<City>;
}

@Table()
export class City extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => Country) declare capitalOf: Relate<Country | null>;
  @Relate(() => Country, { required: true }) declare country: Relate<Country>;
}

@Table()
export class Author extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => Book, (book) => book.author) declare books: HasMany<Book>;
}

@Table()
export class Book extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare title: string;
  @Relate(() => Author, { required: true }) declare author: Relate<Author>;
  @Column({ type: "bigint" }) declare authorId: number;
}

@Table()
export class Team extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @HasMany(() => TeamPlayer, (link) => link.team) declare teamPlayers: HasMany<TeamPlayer>;
  @ManyToMany(() => Player, { through: () => TeamPlayer }) declare players: ManyToMany<Player>;
}

@Table()
export class Player extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @ManyToMany(() => Team, { through: () => TeamPlayer }) declare teams: ManyToMany<Team>;
}

@Table()
export class TeamPlayer extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Relate(() => Team, { required: true }) declare team: Relate<Team>;
  @Relate(() => Player, { required: true }) declare player: Relate<Player>;
}

@Table()
export class Person extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() declare name: string;
  @Relate(() => Person) declare parent: Relate<Person | null>;
  @HasMany(() => Person, (person) => person.parent) declare children: HasMany<Person>;
}

export enum UserType { Admin = "admin", User = "user" }

@Table()
export class User extends ManagedObject {
  @PrimaryKey() declare id: number;
  @Column() @Length(1, 10) declare firstName: string;
  @Column({ type: "text", nullable: true }) @Matches(/^[A-Z]/) declare lastName: string | null;
  @Column({ enum: UserType, default: UserType.User }) declare role: UserType;
  @Serialize({ output: false }) @Column({ type: "text", nullable: true }) declare hint: string | null;
  @Transient() declare note: string;
  declare [Defaulted]?: "role";
  declare [Virtual]?: "name" | "note";

  @Serialize() get name(): string {
    return [this.firstName, this.lastName].filter(Boolean).join(" ");
  }
  @Serialize() set name(name: string) {
    [this.firstName, this.lastName] = name.split(" ") as [string, string];
  }
}
`;

const program = `import { connect, sql } from "arx";
import { Article, Author, Book, City, Country, Person, Player, Team, TeamPlayer, User, UserType } from "./models/guide";

const shown: Record<string, unknown> = {};
const failure = async (run: () => Promise<unknown>): Promise<string> => {
  try { await run(); return "success"; }
  catch (error) { return (error as Error).name; }
};

async function main(): Promise<void> {
  const db = await connect({ database: process.env["DATABASE_URL"] ?? "" });

  const article = await Article.create({ contents: "Hello", publishedDate: new Date("2026-01-02T03:04:05Z") });
  shown["article"] = (await Article.find(article.id)).toJSON();

  const country = await Country.create({ name: "France" });
  await City.create({ name: "Paris", capitalOf: country, country });
  await City.create({ name: "Nice", country });
  const loaded = await Country.find(country.id, { with: { capital: true, cities: { orderBy: { id: "asc" } } } });
  shown["capital"] = loaded.capital?.name;
  shown["cities"] = loaded.cities.map(({ name }) => name);
  shown["second capital"] = await failure(() => City.create({ name: "Lyon", capitalOf: country, country }));

  const author = await Author.create({ name: "Ada" });
  const book = new Book();
  Object.assign(book, { title: "Notes", authorId: author.id });
  await book.save();
  shown["book"] = [(await Book.find(book.id)).authorId === author.id, (await book.author).name];
  shown["book in JSON"] = (await Book.find(book.id)).toJSON();

  const [red, blue] = [await Team.create({ name: "red" }), await Team.create({ name: "blue" })];
  const [ann, bob] = [await Player.create({ name: "Ann" }), await Player.create({ name: "Bob" })];
  for (const [team, player] of [[red, ann], [red, bob], [blue, bob]] as const) await TeamPlayer.create({ team, player });
  const team = await Team.find(red.id, { with: { teamPlayers: { with: { player: true } }, players: true } });
  shown["through"] = team.teamPlayers.map(({ player }) => player.name).sort();
  shown["players"] = team.players.map(({ name }) => name).sort();
  shown["teams"] = (await Player.find(bob.id, { with: { teams: true } })).teams.map(({ name }) => name).sort();

  const parent = await Person.create({ name: "Eve" });
  for (const name of ["Cain", "Abel"]) await Person.create({ name, parent });
  const eve = await Person.find(parent.id, { with: { children: { with: { parent: true } } } });
  shown["children"] = eve.children.map((child) => [child.name, child.parent?.name]);

  const user = new User().read({ name: "Grace Hopper", role: "admin", hint: "navy" });
  user.note = "never stored";
  await user.save();
  shown["user"] = { ...user.toJSON(), id: typeof user.id };
  shown["stored"] = (await sql\`select first_name, last_name, role, hint from users\`)[0];
  shown["role"] = (await User.find(user.id)).role === UserType.Admin;
  shown["wrong role"] = await failure(async () => new User().read({ role: "root" }));
  shown["wrong role in SQL"] = await failure(() => sql\`insert into users (first_name, role) values ('a', 'root')\`.then());

  const make = (attributes: object) => failure(() => User.create(attributes as never));
  const change = (attributes: object) => failure(async () => (await User.find(user.id)).update(attributes as never));
  shown["validated"] = {
    "insert, nullable, not set": await make({ firstName: "A" }),
    "insert, nullable, null": await make({ firstName: "A", lastName: null }),
    "insert, not null, not set": await make({ lastName: "B" }),
    "insert, not null, null": await make({ firstName: null, lastName: "B" }),
    "update, nullable, not set": await change({ firstName: "A" }),
    "update, nullable, null": await change({ lastName: null }),
    "update, not null, not set": await change({ lastName: "B" }),
    "update, not null, null": await change({ firstName: null }),
    "insert, broken rule": await make({ firstName: "longer than ten", lastName: "b" }),
    "update, broken rule": await change({ lastName: "b" }),
  };
  await db.close();
  console.log(JSON.stringify(shown));
}

void main();
`;

const tsconfig = {
  compilerOptions: {
    target: "es2022",
    module: "commonjs",
    moduleResolution: "node10",
    ignoreDeprecations: "6.0",
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    strict: true,
    types: [],
    rootDir: ".",
  },
};

describe("The models of the guide", () => {
  let project: Project;

  beforeAll(async () => {
    project = await Project.create({
      "package.json": "{}",
      "tsconfig.json": JSON.stringify(tsconfig),
      "arx.config.ts": `import { defineConfig } from "arx";
export default defineConfig({ models: ["models/*.ts"] });
`,
      "models/guide.ts": models,
      "program.ts": program,
    });
    await project.install("class-validator", "ts-node");
    const env = { DATABASE_URL: "pglite:memory" };
    expect(
      await project.arx(["migrate", "generate", "guide"], { env }),
    ).toMatchObject({ code: 0, stderr: "" });
  });

  afterAll(() => project.delete());

  it.each(engines.map((engine) => [engine.name, engine] as const))(
    "do what it says of them on %s",
    async (_, engine) => {
      const made = await engine.create();
      const isEmbedded = made.url.startsWith("pglite");
      const env = {
        DATABASE_URL: isEmbedded ? `pglite:${project.path}/data` : made.url,
      };
      expect(await project.arx(["migrate"], { env })).toMatchObject({
        code: 0,
      });
      const output = await expectOutput(
        ["-r", "ts-node/register/transpile-only", "program.ts"],
        { cwd: project.path, env },
      );
      expect(JSON.parse(output)).toEqual({
        article: {
          id: 1,
          contents: "Hello",
          publishedDate: "2026-01-02T03:04:05.000Z",
        },
        capital: "Paris",
        cities: ["Paris", "Nice"],
        "second capital": "UniqueViolationError",
        book: [true, "Ada"],
        "book in JSON": { id: 1, title: "Notes", authorId: 1 },
        through: ["Ann", "Bob"],
        players: ["Ann", "Bob"],
        teams: ["blue", "red"],
        children: [
          ["Cain", "Eve"],
          ["Abel", "Eve"],
        ],
        user: {
          id: "number",
          firstName: "Grace",
          lastName: "Hopper",
          role: "admin",
          name: "Grace Hopper",
        },
        stored: {
          first_name: "Grace",
          last_name: "Hopper",
          role: "admin",
          hint: "navy",
        },
        role: true,
        "wrong role": "InvalidInputError",
        "wrong role in SQL": "CheckViolationError",
        validated: {
          "insert, nullable, not set": "success",
          "insert, nullable, null": "success",
          "insert, not null, not set": "NotNullViolationError",
          "insert, not null, null": "NotNullViolationError",
          "update, nullable, not set": "success",
          "update, nullable, null": "success",
          "update, not null, not set": "success",
          "update, not null, null": "NotNullViolationError",
          "insert, broken rule": "RecordInvalidError",
          "update, broken rule": "RecordInvalidError",
        },
      });
      await made.drop();
    },
  );
});
