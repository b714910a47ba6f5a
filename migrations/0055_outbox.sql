-- What a verb read must still hold where it writes: its batch asks again and breaks here when it does not. Only a
-- condition that failed would leave a row, so there never is one.
CREATE TABLE guards (
  holds INTEGER NOT NULL CONSTRAINT guard_holds CHECK (holds = 1)
) STRICT;
