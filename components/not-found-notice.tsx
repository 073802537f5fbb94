/** One sentence that says what is not there, and what to do instead. */
export function NotFoundNotice({
  title,
  text,
  links,
}: {
  title: string;
  text: string;
  links: readonly { href: string; text: string }[];
}) {
  return (
    <div className="page py-12">
      <h1 className="font-semibold text-xl">{title}</h1>
      <p className="measure mt-3">{text}</p>
      <ul className="mt-4 flex flex-wrap gap-x-6">
        {links.map((link) => (
          <li key={link.href}>
            <a className="target" href={link.href}>
              {link.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
