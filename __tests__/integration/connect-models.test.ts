import { ConfigError, DefinitionError, connect } from "arx";
import type { DatabaseOptions } from "arx";

/** The address is never reached: models are looked at first. */
const database = "postgres://127.0.0.1:1/none";

async function refusal(models: unknown): Promise<unknown> {
  const options: unknown = { database, models };
  try {
    return await connect(options as DatabaseOptions);
  } catch (error) {
    return error;
  }
}

describe("connect({ models })", () => {
  it("finds a pattern that fits no file", async () => {
    const error = await refusal(["__tests__/fixtures/none/*.ts"]);
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({
      message: `models: __tests__/fixtures/none/*.ts from ${process.cwd()} gives no file.`,
      hint: "Patterns start from the working directory, and name the files that run: dist/models/**/*.js where models are compiled.",
    });
  });

  it("finds files without a model", async () => {
    expect(await refusal(["__tests__/fixtures/no-model.ts"])).toMatchObject({
      code: "CONFIG",
      message: `models: __tests__/fixtures/no-model.ts from ${process.cwd()} gives no class under @Table().`,
    });
  });

  it("names a file that throws", async () => {
    const error = await refusal(["__tests__/fixtures/throws.ts"]);
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({
      message: `models: ${process.cwd()}/__tests__/fixtures/throws.ts cannot be loaded: no settings`,
    });
  });

  it("finds mistakes in the models of a pattern", async () => {
    const error = await refusal(["__tests__/fixtures/mistaken.ts"]);
    expect(error).toBeInstanceOf(DefinitionError);
    expect(error).toMatchObject({
      message:
        "The models have 1 mistake:\n  Mistaken: has no primary key.\n    Write @PrimaryKey() declare id: number;",
    });
  });

  it("finds what is neither a class nor a pattern", async () => {
    expect(await refusal("models/*.ts")).toMatchObject({
      message: "models takes a list.",
      hint: 'Write models: [User, Article] or models: ["models/**/*.js"].',
    });
    expect(await refusal([undefined])).toMatchObject({
      message:
        "The models have 1 mistake:\n  undefined: was given in place of a model.\n    Pass classes, and import them in a file that their own files do not import.",
    });
  });
});
