// Graphs in node-link JSON that no letter would give.

const about = (name) => ({ name, generator: "test", baseIri: "https://example.org/", letters: ["x"] });

function node(id, type, label, more = {}) {
  return { id, iri: `https://example.org/id/${encodeURIComponent(id)}`, type, types: [type], label, altLabels: [], sameAs: [], ...more };
}

/** Every text a trap. */
export function hostile() {
  const trap = '</script><script>window.caught=1</script><img src=x onerror="window.caught=1"><svg onload=window.caught=1>\u2028${window.caught=1}{{script}}';
  const text = `${trap} ziet toe op de wet. 😀 ${trap}`;
  const evidence = [{ letter: "x", question: 1, start: 3, end: 40, quote: trap, rule: trap }];
  return {
    directed: true,
    multigraph: true,
    graph: { ...about(trap), letters: ["x"] },
    nodes: [
      node("evil", "Regulator", trap, { altLabels: [trap], sameAs: ["javascript:window.caught=1", "data:text/html,<script>1</script>", "https://example.org/\"onclick=\"x"] }),
      node("law", "Legislation", `${trap} wet`),
      node("__proto__", "Ministry", "constructor"),
      node("x", "Letter", "x", { subject: trap, text, sha256: "0", askedOn: trap }),
      node("x-q1", "Question", "Vraag 1", { number: 1, letter: "x", text: trap, answer: text }),
    ],
    edges: [
      { source: "evil", target: "law", key: "oversees", predicate: "oversees", status: "stated", evidence },
      { source: "evil", target: "__proto__", key: "toString", predicate: "toString", status: "denied", evidence },
      { source: "x-q1", target: "evil", key: "mentions", predicate: "mentions", status: "stated", evidence },
    ],
  };
}

/** Many names, a few of them in many claims; the same each time. */
export function large(names, claims) {
  let seed = 7;
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  const classes = ["PublicBody", "Organisation", "Person", "Role", "Legislation", "Instrument", "Programme", "Service", "Document"];
  const predicates = ["oversees", "funds", "develops", "partOf", "cooperatesWith", "responsibleFor"];
  const pick = (list) => list[Math.floor(random() * list.length)];
  const nodes = Array.from({ length: names }, (_, n) => node(`n${n}`, n < 15 ? "Ministry" : n < 40 ? "Regulator" : pick(classes), `Verzonnen zaak met een naam ${n}`));
  const edges = new Map();
  while (edges.size < claims) {
    const source = `n${Math.floor(names * random() ** 3)}`;
    const target = `n${Math.floor(names * random())}`;
    const predicate = pick(predicates);
    const evidence = [{ letter: "x", question: 1, start: 0, end: 4, quote: "Zo is het.", rule: "test" }];
    if (source !== target) edges.set([source, predicate, target].join(), { source, target, key: predicate, predicate, status: "stated", evidence });
  }
  return { directed: true, multigraph: true, graph: about("large"), nodes, edges: [...edges.values()] };
}
