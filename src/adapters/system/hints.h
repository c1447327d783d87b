// Files of the kernel that become readable when something may have happened: the clock was set, the drop folder was
// touched. Both are hints alone; whoever waits for them looks for himself.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace contractwatch {

/// An open file that is closed with its owner.
class OpenFile {
  public:
    explicit OpenFile(int file) : file_(file) {}
    OpenFile(OpenFile&& other) noexcept;
    OpenFile& operator=(OpenFile&& other) noexcept;
    ~OpenFile();
    int number() const { return file_; }

  private:
    int file_ = -1;
};

/// Readable as soon as somebody sets the machine's clock (not when summer time begins or ends, or it is slewed).
class ClockStepHint {
  public:
    static Result<ClockStepHint> open();
    int file() const { return file_.number(); }
    /// Makes it ready for the next step; says whether there was one.
    bool take();

  private:
    explicit ClockStepHint(OpenFile file) : file_(std::move(file)) {}
    OpenFile file_;
};

/// Readable when a file was made, moved in or written to its end in a folder.
class FolderHint {
  public:
    static Result<FolderHint> open(const std::filesystem::path& folder);
    int file() const { return file_.number(); }
    /// Forgets what was reported so far; says whether anything was.
    bool take();

  private:
    explicit FolderHint(OpenFile file) : file_(std::move(file)) {}
    OpenFile file_;
};

}  // namespace contractwatch
