import { expect, test } from "vitest";
import { dayName, monthName } from "../../../src/core/quantity/dates";

test("dates in sentences, in the reader's language; what is no date stays as it is", () => {
  expect([dayName("2026-11-27", "en"), dayName("2026-11-27", "fr"), dayName("2027-01-01", "en"), dayName("2027-01-01", "fr")]).toEqual([
    "27 November 2026",
    "27 novembre 2026",
    "1 January 2027",
    "1er janvier 2027",
  ]);
  expect([monthName("2027-01", "en"), monthName("2027-08", "fr")]).toEqual(["January 2027", "août 2027"]);
  expect([monthName("2027-01", "en", "short"), monthName("2027-01", "fr", "short")]).toEqual(["Jan 2027", "janv. 2027"]);
  expect([dayName("soon", "en"), dayName("2027-13-01", "fr"), monthName("", "en"), monthName("2027-13", "en")]).toEqual(["soon", "2027-13-01", "", "2027-13"]);
});
