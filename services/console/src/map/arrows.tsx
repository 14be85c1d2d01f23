/** The heads of the arrows, one for each colour of a way. */
export function Arrows() {
  return (
    <defs>
      {['faster', 'same', 'slower', 'much-slower', 'picked'].map((trend) => (
        <marker
          key={trend}
          id={`arrow-${trend}`}
          className="arrow"
          data-trend={trend}
          viewBox="0 0 8 8"
          refX="5"
          refY="4"
          markerWidth="10"
          markerHeight="10"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0.5 7 4 0 7.5z" />
        </marker>
      ))}
    </defs>
  );
}
