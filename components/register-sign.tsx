/**
 * The sign of a register's entry: a flag for what is said against somebody, a seal with a tick for
 * what speaks for them. In ink alone, and of no shape that a mark has.
 */
export function RegisterSign({ positive }: { positive: boolean }) {
  return (
    <svg
      aria-hidden="true"
      width="32"
      height="32"
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinejoin="round"
      strokeLinecap="round"
    >
      {positive ? (
        <>
          <path d="M16 3l3 3 4.2-.6 1 4.1 3.8 1.9-1.7 3.9 1.7 3.9-3.8 1.9-1 4.1-4.2-.6-3 3-3-3-4.2.6-1-4.1L4 18.2l1.7-3.9L4 10.4l3.8-1.9 1-4.1 4.2.6z" />
          <path d="M11 14.5l3.5 3.5 6.5-7" />
        </>
      ) : (
        <>
          <path d="M8 29V4" />
          <path d="M8 5h17l-4 6 4 6H8" fill="currentColor" />
        </>
      )}
    </svg>
  );
}
