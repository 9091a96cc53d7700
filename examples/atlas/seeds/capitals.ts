import { seed } from "arx/seed";
import { matchCapitals } from "../data/capitals";
import { findOrFail } from "../data/find-or-fail";
import { sourceCities, sourceCountries } from "../data/sources";
import { City } from "../models/city";
import { Country } from "../models/country";

/**
 * The second half of the circle between countries and cities. Capitals that the
 * list of cities does not know (El Aaiún, Diego Garcia, Fakaofo) stay null.
 */
export default seed("capitals", { after: ["cities"] }, async () => {
  const capitals = new Map(
    matchCapitals(sourceCountries, sourceCities).flatMap(({ country, city }) =>
      city === undefined ? [] : [[country.cca2, city.cityId]],
    ),
  );
  const cities = await City.where({
    geonameId: { in: [...capitals.values()] },
  });
  const cityOf = new Map(cities.map((city) => [city.geonameId, city]));
  for (const country of await Country.all()) {
    const geonameId = capitals.get(country.code);
    country.capital =
      geonameId === undefined ? null : findOrFail(cityOf, geonameId);
    await country.save();
  }
});
