// A program that tries to lock each directory it is told of at once, says how that went, and frees it when told to.
import { lockDirectory } from "../../../lib/driver/directory-lock";

let unlock: (() => Promise<void>) | undefined;

async function obey(message: string): Promise<string> {
  if (message === "free") {
    await unlock?.();
    return "freed";
  }
  try {
    unlock = await lockDirectory(message);
    return "won";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

process.on("message", (message) => {
  void obey(String(message)).then((answer) => process.send?.(answer));
});
process.send?.("ready");
