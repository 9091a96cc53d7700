import { Border } from "./border";
import { City } from "./city";
import { Country } from "./country";
import { CountryCurrency } from "./country-currency";
import { CountryLanguage } from "./country-language";
import { Currency } from "./currency";
import { Language } from "./language";
import { Region } from "./region";

/** Every model of the atlas. */
export const models = [
  Border,
  City,
  Country,
  CountryCurrency,
  CountryLanguage,
  Currency,
  Language,
  Region,
];
