// Arguments in, exit code out.
#include <iostream>

#include "commands/commands.h"

int main(int argc, char** argv) {
    return contractwatch::run_program(argc, argv, std::cout, std::cerr);
}
