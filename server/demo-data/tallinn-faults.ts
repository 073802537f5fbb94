import type { Faults } from "@/server/demo-data/town";

/** What inspectors of the demo's Tallinn find where food is made or sold. */
export const TALLINN_FOOD_FAULTS: Faults = {
  handling: {
    crucial: [
      "Toorest liha hoiti külmkapis valmistoidu kohal.",
      "Kanaliha sisetemperatuur oli pärast küpsetamist 61 °C.",
      "Kalaletis oli 11 °C, kuigi värsket kala tohib hoida kuni 2 °C juures.",
      "Müügil oli jahutatud hakkliha, mille tarvitamise tähtpäev oli neli päeva tagasi möödas.",
    ],
    significant: [
      "Toorest kala ja juurvilju lõigati samal laual ilma vahepeal puhastamata.",
      "Suur pott suppi jahtus köögilaual üle nelja tunni.",
      "Külmutatud liha sulatati toatemperatuuril.",
      "Valmis võileibu tõsteti palja käega.",
    ],
    minor: [
      "Avatud pakenditele ei olnud avamise kuupäeva kirjutatud.",
      "Jahukotid seisid põrandal.",
      "Kulp oli jäetud salati sisse, käepide toidu vastas.",
    ],
  },
  premises: {
    crucial: ["Köögis ei olnud sooja vett.", "Laos oli hiire väljaheiteid ja näritud pakendeid."],
    significant: [
      "Kätepesuvalamu oli nõusid täis ja seda ei saanud kasutada.",
      "Jääkuubikumasina siseseinal oli hallitust.",
      "Ventilatsioonist tilkus kondensvett töölauale.",
      "Lõikelauad olid sügavate soontega ja tumenenud.",
    ],
    minor: [
      "Külmkambri uksetihend oli rebenenud.",
      "Põrand pliidi taga oli rasvane.",
      "Kätepesuvalamu juures ei olnud paberrätikuid.",
      "Prügikastil ei olnud kaant.",
      "Laes koorus värv, kuid mitte toidu kohal.",
    ],
  },
  control: {
    crucial: [
      "Kõhuhaigusest teatanud töötaja valmistas samal päeval salateid.",
      "Liha töödeldi, kuigi ettevõttel ei olnud selleks tegevusluba.",
    ],
    significant: [
      "Külmikute temperatuure ei olnud kolm nädalat kirja pandud.",
      "Kahel töötajal ei olnud kehtivat tervisetõendit.",
      "Allergeenide kohta ei osatud vastata ja kirjalikku teavet ei olnud.",
      "Kala päritolu ei saanud saatelehtede järgi kindlaks teha.",
    ],
    minor: [
      "Puhastusplaan oli viimati täidetud eelmisel kuul.",
      "Köögi termomeeter näitas kaks kraadi valesti.",
      "Kahjuritõrje lepingut ei leitud kontrolli ajal üles.",
      "Köögiviljade hinnasildil ei olnud päritoluriiki.",
    ],
  },
};

/** What they find where other goods are sold. */
export const TALLINN_GOODS_FAULTS: Faults = {
  handling: {
    crucial: [
      "Mänguasja küljest tuli lahti detail, mis mahub lapse kurku.",
      "Laadija korpus avanes sõrmedega ja pinge all osa oli katsutav.",
    ],
    significant: [
      "Helkur ei peegeldanud valgust nõutud määral.",
      "Köögikaalu patareipesa avanes ilma tööriistata.",
    ],
    minor: ["Pakendil ei olnud tootja aadressi."],
  },
  premises: {
    crucial: ["Tagasikutsutud turvatool oli endiselt müügil."],
    significant: [
      "Elektritööriistal ei olnud CE-märgist.",
      "Näokreemil ei olnud koostisosade loetelu.",
      "Eestikeelne kasutusjuhend puudus.",
    ],
    minor: ["Kahel riiulil puudusid hinnad.", "Hoiatus oli trükitud loetamatult väikselt."],
  },
  control: {
    crucial: ["Müügil olid võltsitud kaubamärgiga kõrvaklapid."],
    significant: ["Müüja ei suutnud näidata, kellelt ta kauba ostis."],
    minor: ["Taganemisõiguse teave oli vananenud.", "Ettevõtte registrikood ei olnud nähtaval."],
  },
};
