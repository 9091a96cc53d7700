import { seed } from "arx/seed";
import { Country } from "../models/country.js";

export default seed("countries", async (s) => {
  await s.upsert(Country, { on: ["code"] }, [
    { code: "de", name: "Germany" },
    { code: "fr", name: "France" },
  ]);
});
