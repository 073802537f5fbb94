import { Dice } from "@/server/demo-data/dice";
import type { Nation } from "@/server/scale-data/nations";
import { makeBrand } from "@/server/scale-data/tongues";

interface Place {
  locality: string;
  position: { lat: number; lon: number };
}

const DISTRICTS = 14;
const VILLAGES = 900;

/** A spot in a city: dense around the centres of its districts, some doors shared by many. */
export function makeDistrict(nation: Nation, cityPlace: number, dice: Dice): Place {
  const [name, lat, lon, weight] = cityOf(nation, cityPlace);
  const district = Math.floor(dice.next() ** 1.6 * DISTRICTS);
  const centre = new Dice(`${name} ${district}`);
  const reach = district === 0 ? 0 : 0.02 + weight * 0.004;
  const spread = 0.004 + weight * 0.0004;
  const crowd = dice.chance(0.04) ? new Dice(`${name} mall ${dice.int(0, 40)}`) : dice;
  return {
    locality: name,
    position: spot(
      lat + centre.normal() * reach + crowd.normal() * spread,
      lon + centre.normal() * reach * 1.5 + crowd.normal() * spread * 1.5,
    ),
  };
}

/** A spot in one of the villages around a city. */
export function makeVillage(nation: Nation, cityPlace: number, dice: Dice): Place {
  const [name, lat, lon] = cityOf(nation, cityPlace);
  const village = new Dice(`${name} village ${Math.floor(dice.next() ** 1.5 * VILLAGES)}`);
  const locality = makeBrand(nation.tongue, village);
  return {
    locality,
    position: spot(
      lat + village.normal() * nation.countryside + dice.normal() * 0.006,
      lon + village.normal() * nation.countryside * 1.4 + dice.normal() * 0.009,
    ),
  };
}

function cityOf(nation: Nation, place: number): Nation["cities"][number] {
  const city = nation.cities[place];
  if (!city) throw new Error(`${nation.key} has no city ${place}.`);
  return city;
}

function spot(lat: number, lon: number): Place["position"] {
  const wrapped = lon > 180 ? lon - 360 : lon;
  return { lat: Math.round(lat * 1e6) / 1e6, lon: Math.round(wrapped * 1e6) / 1e6 };
}
