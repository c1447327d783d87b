// Ed25519 by OpenSSL, in a file of mode 0600.
#include "adapters/signing/key_file.h"

#include <cerrno>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters/signing/note.h"

namespace contractwatch {
namespace {

constexpr std::size_t public_key_bytes = 32;
constexpr std::size_t signature_bytes = 64;
constexpr std::size_t longest_file = 4096;

struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(BIO* bytes) const { BIO_free(bytes); }
};
using PrivateKey = std::unique_ptr<EVP_PKEY, Free>;
using Bytes = std::unique_ptr<BIO, Free>;

/// Closes what it holds.
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }

  private:
    int number_;
};

unsigned char* octets(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

Error cannot(const std::string& what, const std::string& path) {
    return unavailable(
        fmt::format("{}: the key of the notes cannot be {}: {}", path, what, std::generic_category().message(errno)));
}

/// Why the file must not be used as a key; nothing where it may.
std::optional<std::string> fault_of(const struct stat& about) {
    if (!S_ISREG(about.st_mode)) return "is no plain file";
    if (about.st_uid != ::geteuid()) return "belongs to another account than the one that writes the record";
    if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return fmt::format("may be used by others (its mode is {:04o}), who may have copied the key",
                           about.st_mode & 07777U);
    if (static_cast<std::size_t>(about.st_size) > longest_file) return "is too long to be a key";
    return std::nullopt;
}

Error refused_file(const std::string& path, const std::string& fault) {
    return refused(path + " is to hold the key of the notes, and " + fault +
                   ". Restore the file as it was (mode 0600), or move it away: a new key is made then, and recorded.");
}

/// No passphrase is ever asked for.
int no_passphrase(char*, int, int, void*) {
    return 0;
}

PrivateKey key_in(const std::string& pem) {
    const Bytes bytes{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
    PrivateKey key{PEM_read_bio_PrivateKey(bytes.get(), nullptr, no_passphrase, nullptr)};
    return key && EVP_PKEY_get_id(key.get()) == EVP_PKEY_ED25519 ? std::move(key) : PrivateKey{};
}

std::string pem_of(EVP_PKEY* key) {
    const Bytes bytes{BIO_new(BIO_s_mem())};
    if (!bytes || PEM_write_bio_PrivateKey(bytes.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
        throw std::runtime_error("a key cannot be written as text");
    char* text = nullptr;
    const auto length = BIO_get_mem_data(bytes.get(), &text);
    return {text, static_cast<std::size_t>(length)};
}

/// The key in the file; null where there is no file.
Result<PrivateKey> read_key(const std::string& path) {
    const Descriptor file{::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)};
    if (file.number() < 0 && errno == ENOENT) return PrivateKey{};
    if (file.number() < 0 && errno == ELOOP) return refused_file(path, "is a link");
    if (file.number() < 0) return cannot("read", path);
    struct stat about {};
    if (::fstat(file.number(), &about) != 0) return cannot("read", path);
    if (const auto fault = fault_of(about)) return refused_file(path, *fault);
    std::string pem(longest_file, '\0');
    const auto length = ::pread(file.number(), pem.data(), pem.size(), 0);
    if (length < 0) return cannot("read", path);
    pem.resize(static_cast<std::size_t>(length));
    auto key = key_in(pem);
    if (!key) return refused_file(path, "holds no Ed25519 key: it is damaged, or another file");
    return key;
}

bool write_whole(int file, const std::string& text) {
    return ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
}

/// Whoever looks finds no file under that name, or the whole one.
Result<void> write_key(const std::string& path, const std::string& pem) {
    const auto unfinished = path + ".new";
    ::unlink(unfinished.c_str());  // of a process that died
    const Descriptor file{::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)};
    if (file.number() < 0 || !write_whole(file.number(), pem)) return cannot("written", unfinished);
    if (::rename(unfinished.c_str(), path.c_str()) != 0) return cannot("written", path);
    const auto folder = std::filesystem::absolute(path).parent_path().string();
    const Descriptor names{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (names.number() < 0 || ::fsync(names.number()) != 0) return cannot("written", folder);
    return {};
}

class Ed25519Signer : public Signer {
  public:
    Ed25519Signer(std::string log, PrivateKey key) : key_(std::move(key)) {
        std::string bytes(public_key_bytes, '\0');
        auto length = bytes.size();
        if (EVP_PKEY_get_raw_public_key(key_.get(), octets(bytes), &length) != 1)
            throw std::runtime_error("a key has no public half");
        verifier_ = {std::move(log), std::move(bytes)};
    }

    std::string verifier_key() const override { return verifier_.text(); }

    std::string note_of(const Head& head, Instant at) const override {
        const auto text = note_text(verifier_.name, head, at);
        return signed_note(text, verifier_, signature_of(text));
    }

  private:
    std::string signature_of(const std::string& text) const {
        const std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
        std::string signature(signature_bytes, '\0');
        auto length = signature.size();
        const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
        if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key_.get()) != 1 ||
            EVP_DigestSign(context.get(), octets(signature), &length, bytes, text.size()) != 1)
            throw std::runtime_error("a note cannot be signed");
        return signature;
    }

    PrivateKey key_;
    VerifierKey verifier_;
};

}  // namespace

Result<std::unique_ptr<Signer>> KeyFile::signer(const std::string& log) {
    auto key = read_key(path_);
    if (!key) return key.error();
    if (!*key) {
        *key = PrivateKey{EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")};
        if (!*key) return unavailable("OpenSSL makes no key for the notes");
        if (const auto written = write_key(path_, pem_of(key->get())); !written) return written.error();
    }
    return std::unique_ptr<Signer>{std::make_unique<Ed25519Signer>(log, std::move(*key))};
}

}  // namespace contractwatch
