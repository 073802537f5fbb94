import { readFileSync } from "node:fs";
import { FORMATS } from "@/importers/formats";
const gc = (globalThis as any).gc;
async function run(id: string, name: string, head: string, body: (i:number)=>string, tail: string, n: number) {
  const open = async function* () { yield Buffer.from(head); let b=""; for (let i=0;i<n;i++){ b+=body(i); if (b.length>1<<18){ yield Buffer.from(b); b="" } } yield Buffer.from(b+tail); };
  gc(); const base=process.memoryUsage().heapUsed; let peak=0, rows=0; const t=Date.now(); const marks:number[]=[];
  try { for await (const r of FORMATS[id]!.read([{name,path:null,open}],{authority:"x"})) { rows++; if (rows%200000===0){ gc(); const h=process.memoryUsage().heapUsed-base; marks.push(Math.round(h/1e6)); } } } catch(e){ console.log(String(e)) }
  console.log(id,n,"records",rows,"rows",((Date.now()-t)/1000).toFixed(1),"s; heap MB above base:",marks.join(" "), "rss",Math.round(process.memoryUsage().rss/1e6));
}
const x=readFileSync("tests/fixtures/fhrs/FHRS900en-GB.xml","utf8"); const e=/<EstablishmentDetail>[\s\S]*?<\/EstablishmentDetail>/.exec(x)![0];
await run("fhrs","F.xml",x.slice(0,x.indexOf("<EstablishmentDetail>")),i=>e.replace("101",String(i)),"</EstablishmentCollection></FHRSEstablishment>",300000);
const j=JSON.parse(readFileSync("tests/fixtures/smilefjes/tilsyn-2026-08-22.geojson","utf8")).features[0]; const f=JSON.stringify(j);
await run("smilefjes","t.geojson",'{"type":"FeatureCollection","features":[',i=>(i?",":"")+f,"]}",300000);
const c=readFileSync("tests/fixtures/chicago/food-inspections.csv","utf8").split("\n");
await run("chicago","c.csv",c[0]+"\n",i=>c[2]!.replace("100,",`${i},`)+"\n","",300000);
const n=readFileSync("tests/fixtures/nyc/43nn-pn8j.csv","utf8").split("\n");
await run("nyc","n.csv",n[0]+"\n",i=>n[1]!.replace("5001",String(5000000+i%31000))+"\n","",300000);
