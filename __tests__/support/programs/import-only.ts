// A program that imports all of arx and uses none of it: that must open nothing, print nothing and change nothing.
import { isDeepStrictEqual } from "node:util";
// Before the others: it looks when it is loaded.
import { atFirst, lookAtProcess } from "../look-at-process";
import "../../../lib/index";
import "../../../lib/migration/index";
import "../../../lib/seed/index";
import "../../../lib/testing/index";

if (!isDeepStrictEqual(lookAtProcess(), atFirst)) process.exitCode = 9;
