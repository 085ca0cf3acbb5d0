/*
 * The least that a client must do to ask many hosts by SSH, for the benchmark to measure the distance to: so many threads,
 * each with one blocking connection at a time. It logs in with a key, checks the host's key against known_hosts, runs
 * /bin/sh -s, gives it the script and reads all that it says.
 *
 *     libssh2-client HOSTS PORT USER KEY KNOWN_HOSTS SCRIPT THREADS FOLDER
 *
 * HOSTS has an address a line. What a host says is written to FOLDER/ADDRESS. Exits with 1 where any host failed.
 */
#include <arpa/inet.h>
#include <libssh2.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST_HOSTS 65536
#define LARGEST (64 * 1024 * 1024)

static char *hosts[MOST_HOSTS];
static int count, next, failures;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *user, *key, *known_hosts, *folder;
static char public_key[4096];
static char *script;
static size_t script_length;
static int port;

static char *read_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (!file) { perror(path); exit(3); }
  char *text = malloc(1 << 20);
  *length = fread(text, 1, (1 << 20) - 1, file);
  text[*length] = 0;
  fclose(file);
  return text;
}

static int dial(const char *host) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
  int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  if (fd < 0) return -1;
  inet_pton(AF_INET, host, &to.sin_addr);
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0) return fd;
  close(fd);
  return -1;
}

static int known(LIBSSH2_SESSION *session, LIBSSH2_KNOWNHOSTS *list, const char *host) {
  size_t length;
  int type;
  const char *offered = libssh2_session_hostkey(session, &length, &type);
  return offered && libssh2_knownhost_checkp(list, host, port, offered, length, LIBSSH2_KNOWNHOST_TYPE_PLAIN | LIBSSH2_KNOWNHOST_KEYENC_RAW, NULL) ==
                        LIBSSH2_KNOWNHOST_CHECK_MATCH;
}

/* Runs the script and keeps what it says. */
static int run(LIBSSH2_SESSION *session, const char *host) {
  char path[4096], said[65536];
  LIBSSH2_CHANNEL *channel = libssh2_channel_open_session(session);
  if (!channel || libssh2_channel_exec(channel, "exec /bin/sh -s")) return 0;
  for (size_t sent = 0; sent < script_length;) {
    ssize_t n = libssh2_channel_write(channel, script + sent, script_length - sent);
    if (n < 0) return 0;
    sent += n;
  }
  libssh2_channel_send_eof(channel);
  libssh2_channel_handle_extended_data2(channel, LIBSSH2_CHANNEL_EXTENDED_DATA_MERGE);
  snprintf(path, sizeof path, "%s/%s", folder, host);
  FILE *out = fopen(path, "wb");
  if (!out) return 0;
  ssize_t n;
  size_t total = 0;
  while ((n = libssh2_channel_read(channel, said, sizeof said)) > 0 && (total += n) < LARGEST) fwrite(said, 1, n, out);
  fclose(out);
  int good = n == 0 && libssh2_channel_wait_closed(channel) == 0;
  libssh2_channel_free(channel);
  return good;
}

static int ask(const char *host, LIBSSH2_KNOWNHOSTS **list) {
  int good = 0, fd = dial(host);
  if (fd < 0) return 0;
  LIBSSH2_SESSION *session = libssh2_session_init();
  libssh2_session_method_pref(session, LIBSSH2_METHOD_HOSTKEY, "ssh-ed25519");
  /* A list belongs to a session in this library, so each connection reads its own, as ssh does. */
  if (libssh2_session_handshake(session, fd) == 0 && (*list = libssh2_knownhost_init(session))) {
    libssh2_knownhost_readfile(*list, known_hosts, LIBSSH2_KNOWNHOST_FILE_OPENSSH);
    good = known(session, *list, host) && libssh2_userauth_publickey_fromfile(session, user, public_key, key, NULL) == 0 && run(session, host);
    libssh2_knownhost_free(*list);
  }
  libssh2_session_disconnect(session, "done");
  libssh2_session_free(session);
  close(fd);
  return good;
}

static void *worker(void *unused) {
  LIBSSH2_KNOWNHOSTS *list = NULL;
  for (;;) {
    pthread_mutex_lock(&lock);
    int mine = next < count ? next++ : -1;
    pthread_mutex_unlock(&lock);
    if (mine < 0) return unused;
    if (ask(hosts[mine], &list)) continue;
    fprintf(stderr, "%s failed\n", hosts[mine]);
    pthread_mutex_lock(&lock);
    failures++;
    pthread_mutex_unlock(&lock);
  }
}

int main(int argc, char **argv) {
  if (argc != 9) { fprintf(stderr, "usage: %s HOSTS PORT USER KEY KNOWN_HOSTS SCRIPT THREADS FOLDER\n", argv[0]); return 3; }
  size_t length;
  char *names = read_file(argv[1], &length);
  for (char *name = strtok(names, "\n"); name && count < MOST_HOSTS; name = strtok(NULL, "\n")) hosts[count++] = name;
  port = atoi(argv[2]), user = argv[3], key = argv[4], known_hosts = argv[5], folder = argv[8];
  snprintf(public_key, sizeof public_key, "%s.pub", key);
  script = read_file(argv[6], &script_length);
  int threads = atoi(argv[7]);
  pthread_t *pool = calloc(threads, sizeof *pool);
  if (libssh2_init(0)) return 3;
  for (int i = 0; i < threads; i++) pthread_create(&pool[i], NULL, worker, NULL);
  for (int i = 0; i < threads; i++) pthread_join(pool[i], NULL);
  libssh2_exit();
  return failures > 0;
}
