//go:build unix

package analysis

import (
	"syscall"
	"time"
)

// cpuTime is the time that this process has spent in its own code, which the
// other processes of a busy machine do not lengthen.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano())
}
