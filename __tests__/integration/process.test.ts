import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describeEachEngine } from "../support/engines";

const run = promisify(execFile);
const tests = join(__dirname, "..");

/** Runs a program of `support/programs` until it ends by itself; a handle left open would run into the limit. */
function runProgram(
  name: string,
  ...parameters: string[]
): Promise<{ stdout: string; stderr: string }> {
  const program = join(tests, "support", "programs", `${name}.ts`);
  return run(
    process.execPath,
    ["--require", "ts-node/register/transpile-only", program, ...parameters],
    {
      env: {
        ...process.env,
        TS_NODE_PROJECT: join(tests, "tsconfig.json"),
        NODE_OPTIONS: "",
      },
      timeout: 60_000,
    },
  );
}

describeEachEngine("A program", (engine) => {
  it("ends by itself once the database is closed, prints nothing, and loads PGlite only to use it", async () => {
    const made = await engine.create();
    expect(await runProgram("connect-and-close", made.url)).toEqual({
      stdout: "",
      stderr: "",
    });
    await made.drop();
  }, 90_000);
});

describe("A program that cannot connect", () => {
  it("has nothing open after the failure", async () => {
    const wrong = new URL(process.env["ARX_TEST_EMBEDDED_URL"] ?? "");
    wrong.password = "wrong";
    for (const url of [wrong.href, "postgres://u@127.0.0.1:1/d"]) {
      await expect(runProgram("fail-to-connect", url)).rejects.toMatchObject({
        code: 7,
        stdout: "",
        stderr: "",
      });
    }
  }, 90_000);
});
