/** Names are the same everywhere and lead nowhere else. Throws for what is none. */
export function storageName(name: string): string {
  if (!/^[\w-][\w.-]*$/.test(name)) throw new Error(`${name} is no name of a file.`);
  return name;
}
