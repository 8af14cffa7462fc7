/**
 * Unpacks what is packed as LZMA (the format of .lzma files, with its size in the header). Browsers unpack gzip, which
 * sees 32 kB back; the program repeats itself over megabytes, and is a third smaller so.
 */
const unpack = packed => {
  'use strict';
  const lc = packed[0] % 9, lp = Math.floor(packed[0] / 9) % 5, pb = Math.floor(packed[0] / 45);
  const size = new DataView(packed.buffer, packed.byteOffset).getUint32(5, true);
  const out = new Uint8Array(size);
  const even = count => new Uint16Array(count).fill(1024);
  const isMatch = even(192), isRep = even(12), isRep0 = even(12), isRep1 = even(12), isRep2 = even(12), isRep0Long = even(192);
  const literals = even(0x300 << (lc + lp)), slots = [even(64), even(64), even(64), even(64)], near = even(115), align = even(16);
  const lengths = () => ({ choice: even(2), low: even(128), middle: even(128), high: even(256) });
  const ofMatch = lengths(), ofRep = lengths();
  // The first byte of the stream is always zero.
  let at = 18, range = 0xffffffff, code = new DataView(packed.buffer, packed.byteOffset).getUint32(14, false);

  const fill = () => {
    if (range < 0x1000000) {
      range = (range << 8) >>> 0;
      code = ((code << 8) | packed[at++]) >>> 0;
    }
  };
  const bit = (odds, index) => {
    const likely = odds[index];
    const bound = (range >>> 11) * likely;
    let found = 0;
    if (code < bound) {
      range = bound;
      odds[index] = likely + ((2048 - likely) >>> 5);
    } else {
      found = 1;
      range -= bound;
      code -= bound;
      odds[index] = likely - (likely >>> 5);
    }
    fill();
    return found;
  };
  const even1 = () => {
    range >>>= 1;
    const found = code >= range ? 1 : 0;
    if (found) code -= range;
    fill();
    return found;
  };
  const tree = (odds, offset, bits) => {
    let found = 1;
    for (let n = 0; n < bits; n++) found = (found << 1) | bit(odds, offset + found);
    return found - (1 << bits);
  };
  const reversed = (odds, offset, bits) => {
    let found = 0;
    for (let n = 0, node = 1; n < bits; n++) {
      const one = bit(odds, offset + node);
      node = (node << 1) | one;
      found |= one << n;
    }
    return found;
  };
  const length = (of, phase) => {
    if (!bit(of.choice, 0)) return 2 + tree(of.low, phase << 3, 3);
    if (!bit(of.choice, 1)) return 10 + tree(of.middle, phase << 3, 3);
    return 18 + tree(of.high, 0, 8);
  };
  const distance = long => {
    const slot = tree(slots[Math.min(long - 2, 3)], 0, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const from = (2 | (slot & 1)) << bits;
    if (slot < 14) return from + reversed(near, from - slot, bits);
    let far = 0;
    for (let n = 4; n < bits; n++) far = (far << 1) | even1();
    return ((from + (far << 4)) >>> 0) + reversed(align, 0, 4);
  };

  let state = 0, back0 = 0, back1 = 0, back2 = 0, back3 = 0;
  for (let to = 0; to < size;) {
    const phase = to & ((1 << pb) - 1);
    if (!bit(isMatch, (state << 4) + phase)) {
      const before = to > 0 ? out[to - 1] : 0;
      const base = 0x300 * (((to & ((1 << lp) - 1)) << lc) + (before >>> (8 - lc)));
      let symbol = 1;
      if (state >= 7) {
        for (let match = out[to - back0 - 1]; symbol < 0x100; match <<= 1) {
          const expected = (match >>> 7) & 1;
          const found = bit(literals, base + ((1 + expected) << 8) + symbol);
          symbol = (symbol << 1) | found;
          if (found !== expected) break;
        }
      }
      while (symbol < 0x100) symbol = (symbol << 1) | bit(literals, base + symbol);
      out[to++] = symbol;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let long;
    if (!bit(isRep, state)) {
      [back3, back2, back1] = [back2, back1, back0];
      long = length(ofMatch, phase);
      back0 = distance(long);
      state = state < 7 ? 7 : 10;
    } else {
      if (!bit(isRep0, state)) {
        if (!bit(isRep0Long, (state << 4) + phase)) {
          out[to] = out[to - back0 - 1];
          to++;
          state = state < 7 ? 9 : 11;
          continue;
        }
      } else if (!bit(isRep1, state)) {
        [back0, back1] = [back1, back0];
      } else if (!bit(isRep2, state)) {
        [back0, back1, back2] = [back2, back0, back1];
      } else {
        [back0, back1, back2, back3] = [back3, back0, back1, back2];
      }
      long = length(ofRep, phase);
      state = state < 7 ? 8 : 11;
    }
    for (const end = Math.min(to + long, size); to < end; to++) out[to] = out[to - back0 - 1];
  }
  return out;
};
