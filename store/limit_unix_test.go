//go:build linux || darwin

package store

import (
	"os/signal"
	"syscall"
)

// limitFiles makes every write beyond size bytes of a file fail, as on a full disk.
func limitFiles(size uint64) error {
	signal.Ignore(syscall.SIGXFSZ)
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: size, Max: size})
}
