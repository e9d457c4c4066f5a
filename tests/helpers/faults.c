/* A library to be loaded before all others (LD_PRELOAD), which makes the system refuse, wait, or tell another time.

   FAULT_FOLDER   only calls on files in this folder are counted, from 1 on, over all threads
   FAULT_LOG      a file in which each of them is told: its number, its name, the file
   FAULT_FROM     the number of the first call that is refused,
   FAULT_UNTIL    and of the last; where it is not given, only that one
   FAULT_WHILE    a file: as long as it is there, every call that would change something is refused
   FAULT_ERROR    the error of a refused call (errno); 0: the process kills itself in its place
   FAULT_WAIT     milliseconds that each sync takes longer
   FAULT_CLOCK    a file with two numbers of seconds: by how much the clock on the wall is ahead, and for
                  how long the machine slept
*/
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = (type (*)(__VA_ARGS__)) dlsym(RTLD_NEXT, name)

static int number;

static long setting(const char *name, long otherwise) {
    const char *value = getenv(name);
    return value && *value ? atol(value) : otherwise;
}

/* Whether this call, which is about `path`, is to be refused; it is told in the log. */
static int refused(const char *call, const char *path) {
    const char *folder = getenv("FAULT_FOLDER"), *log = getenv("FAULT_LOG"), *during = getenv("FAULT_WHILE");
    if (!folder || !path || strncmp(path, folder, strlen(folder))) return 0;
    int saved = errno, at = __sync_add_and_fetch(&number, 1);
    if (log) {
        char line[PATH_MAX + 64];
        int size = snprintf(line, sizeof line, "%d %s %s\n", at, call, path);
        /* Past this library: what is told is no call of the program. */
        static int (*opened)(const char *, int, ...);
        static ssize_t (*written)(int, const void *, size_t);
        if (!opened) opened = dlsym(RTLD_NEXT, "open");
        if (!written) written = dlsym(RTLD_NEXT, "write");
        int file = opened(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (file >= 0) {
            if (written(file, line, size) != size) abort();
            close(file);
        }
    }
    errno = saved;
    long from = setting("FAULT_FROM", 0), until = setting("FAULT_UNTIL", from);
    int now = (from && at >= from && at <= until) || (during && *during && !access(during, F_OK));
    errno = saved;
    if (!now) return 0;
    int error = (int) setting("FAULT_ERROR", EIO);
    if (!error) kill(getpid(), SIGKILL);
    errno = error;
    return 1;
}

static const char *name_of(int file, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    int saved = errno;
    ssize_t size = readlink(link, path, PATH_MAX - 1);
    errno = saved;
    if (size < 0) return NULL;
    path[size] = 0;
    return path;
}

static void wait_for_the_disk(void) {
    long wait = setting("FAULT_WAIT", 0);
    if (wait) usleep(wait * 1000);
}

#define OPEN(called) \
int called(const char *path, int flags, ...) { \
    REAL(int, #called, const char *, int, ...); \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    if (flags & O_CREAT && refused("open", path)) return -1; \
    return real(path, flags, mode); \
}
OPEN(open)
OPEN(open64)

ssize_t write(int file, const void *content, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t);
    char path[PATH_MAX];
    if (refused("write", name_of(file, path))) return -1;
    return real(file, content, size);
}

#define SYNC(called) \
int called(int file) { \
    REAL(int, #called, int); \
    char path[PATH_MAX]; \
    if (refused(#called, name_of(file, path))) return -1; \
    wait_for_the_disk(); \
    return real(file); \
}
SYNC(fsync)
SYNC(fdatasync)

int rename(const char *source, const char *target) {
    REAL(int, "rename", const char *, const char *);
    return refused("rename", target) ? -1 : real(source, target);
}

int link(const char *source, const char *target) {
    REAL(int, "link", const char *, const char *);
    return refused("link", target) ? -1 : real(source, target);
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    struct stat there;
    /* To take away what is not there changes nothing. */
    if (lstat(path, &there)) return real(path);
    return refused("unlink", path) ? -1 : real(path);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    REAL(int, "clock_gettime", clockid_t, struct timespec *);
    int done = real(clock, now), saved = errno;
    const char *path = getenv("FAULT_CLOCK");
    long ahead = 0, slept = 0;
    FILE *file = path && !done && (clock == CLOCK_REALTIME || clock == CLOCK_BOOTTIME) ? fopen(path, "re") : NULL;
    if (!file) {
        errno = saved;
        return done;
    }
    if (fscanf(file, "%ld %ld", &ahead, &slept) != 2) ahead = slept = 0;
    fclose(file);
    errno = saved;
    now->tv_sec += slept + (clock == CLOCK_REALTIME ? ahead : 0);
    return done;
}
