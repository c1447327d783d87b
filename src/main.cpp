// Arguments in, exit code out.
#include <csignal>
#include <iostream>

#include <sys/stat.h>

#include "commands/commands.h"

int main(int argc, char** argv) {
    umask(027);                     // what is written holds names: nobody else's to read
    std::signal(SIGPIPE, SIG_IGN);  // a mail server or a reader that hangs up is told to whoever writes to it
    return contractwatch::run_program(argc, argv, std::cout, std::cerr);
}
