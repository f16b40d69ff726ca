/** Creates each port on first use: a run has thousands of functions, and most use few ports. */
export function lazily<Ports extends object>(makers: { [Name in keyof Ports]: () => Ports[Name] }): Ports {
  return new Proxy({} as Ports, {
    get: (made, name) => {
      const port = name as keyof Ports;
      if (made[port] === undefined) Object.assign(made, { [port]: makers[port]() });
      return made[port];
    },
  });
}

/** The same value at every call, made at the first. */
export function once<Value>(make: () => Value): () => Value {
  const made: { value?: Value } = {};
  return () => {
    made.value ??= make();
    return made.value as Value;
  };
}
