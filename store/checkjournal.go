package store

// journal checks the steps, that they follow one another, and what only they keep.
func (c *checker) journal() error {
	done, err := c.t.done()
	if err != nil {
		return c.report(err)
	}
	first, last := uint64(0), uint64(0)
	err = c.t.each(inSteps, nil, func(k, v []byte) error {
		if len(k) != len(numberKey(0)) {
			c.problemf("Step %x has no number.", k)
			return nil
		}
		n := splitNumberKey(k)
		if first == 0 {
			first = n
		} else if n != last+1 {
			c.problemf("Step %d of the journal follows step %d.", n, last)
		}
		last = n
		var s journalStep
		if err := decode(inSteps, k, v, &s); err != nil {
			return c.report(err)
		}
		for _, h := range s.held() {
			if err := c.report(c.removed(h)); err != nil {
				return err
			}
		}
		return nil
	})
	if done > last || last > 0 && done+1 < first {
		c.problemf("The journal has steps %d to %d, and %d are said to be done.", first, last, done)
	}
	return err
}

// removed checks the bodies of a removed briefing that can be brought back.
func (c *checker) removed(h *header) error {
	c.r.Removed++
	if other := c.numbers[h.Number]; other != nil {
		c.problemf("The removed briefing %s has the number %d of briefing %s.", h.id, h.Number, other.id)
	}
	c.numbers[h.Number] = h
	if c.t.get(inAnalyses, numberKey(h.Number)) == nil {
		c.problemf("The removed briefing %s has no analysis.", h.id)
	}
	revs, err := c.t.revisions(h)
	if err != nil {
		return err
	}
	for i := range revs {
		if _, err := c.revision(h, &revs[i]); err != nil {
			return err
		}
	}
	return nil
}

// state checks what is kept for screens.
func (c *checker) state() error {
	return c.t.each(inState, nil, func(k, v []byte) error {
		_, err := unframe(inState, k, v)
		return c.report(err)
	})
}
