package attribution

import (
	"strings"

	"readout/briefings"
)

// A statement's confidence says how often statements like it are right: words,
// source and name. The rule that found it and the way its speaker was found
// give a first number; calibrated brings it onto the shares that were right in
// the training part of the gold data. The constants are its least squares over
// the statements there; TestReliability prints both sides, and fails when they
// part. Transcripts' turns are not in that data and stay as the rules have them.

// shareOf is, for a kind of statement, the share right of those whose first
// number is typicalSure and who are named, and how much of a difference from
// it counts.
var shareOf = map[briefings.StatementKind]struct{ share, slope float64 }{
	briefings.Direct:   {0.92, 0.65},
	briefings.Mixed:    {0.825, 0.52},
	briefings.Indirect: {0.775, 0.36},
}

const typicalSure = 0.8

// byGrounds is what the grounds add to it.
var byGrounds = map[string]float64{
	groundsSurname: -0.035,
	groundsOffice:  0.035,
	groundsPronoun: -0.065,
	groundsBody:    -0.085,
	groundsPhrase:  -0.025,
	groundsGroup:   -0.18,
	groundsNone:    -0.1,
}

// Bounds of a confidence: nothing here is certain, or certainly wrong.
const (
	leastSure = 0.05
	mostSure  = 0.98
)

func calibrated(kind briefings.StatementKind, grounds string, sure float64) float64 {
	if strings.HasPrefix(grounds, groundsDate) {
		grounds = groundsOffice
	}
	of := shareOf[kind]
	return of.share + of.slope*(sure-typicalSure) + byGrounds[grounds]
}
