import { describeEachEngine } from "../support/engines";
import { runProgram } from "../support/run-program";

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

describe("A program that imports arx", () => {
  it("has nothing open, prints nothing, listens for nothing, and ends by itself", async () => {
    expect(await runProgram("import-only")).toEqual({ stdout: "", stderr: "" });
  }, 90_000);
});

describeEachEngine(
  "A program that closes its database under load",
  (engine) => {
    it("gets all that it had asked for, is refused what follows, and ends by itself", async () => {
      const made = await engine.create();
      const { stdout, stderr } = await runProgram("close-under-load", made.url);
      expect(stderr).toBe("");
      expect(JSON.parse(stdout)).toEqual({
        "transaction done": 2,
        "accepted done": 200,
        "late CONNECTION": 2,
        "close done": 2,
        "rows read true": 1,
      });
      await made.drop();
    }, 90_000);
  },
);
