// Where the film is at a moment: the same arithmetic as app/meetings/room_position.py, in seconds of
// the film, to the middle of the frame from which it plays.

export function secondAt(state, rate, frames, now) {
  const from = rate.middleOf(state.frame);
  if (state.since === null) return from;
  const reached = from + (Math.max(0, now - state.since) * state.speed) / 100_000;
  if (!goesRound(state)) return Math.min(reached, rate.middleOf(frames - 1));
  const first = rate.middleOf(state.in);
  const length = ((state.out - state.in + 1) * rate.den) / rate.num;
  const past = reached - (first + length);
  return past < 0 ? reached : first + (past % length);
}

// Whether it will come to the end of its loop, and begin there anew.
export function goesRound({ loop, frame, out }) {
  return loop && frame <= out;
}

// How far ahead `target` is of `here`: in a loop the short way round.
export function ahead(state, rate, target, here) {
  const apart = target - here;
  if (!goesRound(state)) return apart;
  const length = ((state.out - state.in + 1) * rate.den) / rate.num;
  if (Math.abs(apart) <= length / 2) return apart;
  return apart - Math.sign(apart) * length;
}
