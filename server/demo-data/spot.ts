import type { Dice } from "@/server/demo-data/dice";
import type { District, Town } from "@/server/demo-data/town";

/** Where a site stands. */
export interface Spot {
  district: District;
  street: string;
  address: string;
  postcode: string;
  position: { lat: number; lon: number };
}

const MAIN_STREET_SHARE = 0.6;
const STREET_JITTER_M = 22;
const METRES_PER_DEGREE = 111_320;

export function makeSpot(town: Town, dice: Dice): Spot {
  const district = dice.weighted(town.districts.map((each) => [each, each.share] as const));
  const place = dice.chance(MAIN_STREET_SHARE) ? onStreet(district, dice) : inLane(district, dice);
  return {
    district,
    street: place.street,
    address: town.address(place.street, place.number),
    postcode: district.postcode.replace(/[#@]/g, (sign) =>
      sign === "#" ? String(dice.int(0, 9)) : dice.pick([..."ABCEGHJKLMNPRSTVWXYZ"]),
    ),
    position: place.position,
  };
}

/** House numbers rise along the street, so that neighbours are neighbours. */
function onStreet({ streets }: District, dice: Dice) {
  const [street, fromLat, fromLon, toLat, toLon, from, to] = dice.pick(streets);
  const along = dice.next();
  const lat = fromLat + (toLat - fromLat) * along;
  const lon = fromLon + (toLon - fromLon) * along;
  const number = from + Math.round((to - from) * along);
  return { street, number, position: scattered(lat, lon, STREET_JITTER_M, dice) };
}

function inLane({ lanes, centre, spreadM }: District, dice: Dice) {
  const number = dice.int(1, 48);
  return { street: dice.pick(lanes), number, position: scattered(...centre, spreadM, dice) };
}

function scattered(lat: number, lon: number, spreadM: number, dice: Dice) {
  const degrees = spreadM / METRES_PER_DEGREE;
  return {
    lat: rounded(lat + dice.normal() * degrees),
    lon: rounded(lon + (dice.normal() * degrees) / Math.cos((lat * Math.PI) / 180)),
  };
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
