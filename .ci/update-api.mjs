// Writes the reports of the public API anew: npm run build && npm run update:api
import { updateApiReports } from "./package/api-report.mjs";

updateApiReports();
