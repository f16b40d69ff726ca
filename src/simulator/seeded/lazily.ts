import type { Ports } from '../../flow/ports.ts';

/** Creates each port on first use: a run has thousands of functions, and most use few ports. */
export function lazily(makers: { [Name in keyof Ports]: () => Ports[Name] }): Ports {
  return new Proxy({} as Ports, {
    get: (made, name: keyof Ports) => {
      if (made[name] === undefined) Object.assign(made, { [name]: makers[name]() });
      return made[name];
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
