// Verifier keys by OpenSSL.
#include "adapters/signing/verifier_key.h"

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

#include <openssl/evp.h>

#include "adapters/signing/bytes_as_text.h"

namespace contractwatch {
namespace {

constexpr char ed25519 = '\x01';  // C2SP's number of the algorithm
constexpr std::size_t key_bytes = 32;
constexpr std::size_t hash_bytes = 4;

const unsigned char* octets(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

Error no_key(std::string_view text) {
    return invalid("\"" + std::string{text} +
                   "\" is no verifier key; it is written as NAME+HASH+KEY, as `contractwatch audit key` prints it");
}

}  // namespace

bool is_key_name(std::string_view name) {
    return !name.empty() &&
           std::ranges::all_of(name, [](char letter) { return letter > ' ' && letter <= '~' && letter != '+'; });
}

Result<VerifierKey> VerifierKey::parse(std::string_view text) {
    const auto first = text.find('+');
    const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos) return no_key(text);
    const auto key = bytes_of_base64(text.substr(second + 1));
    if (!key || key->size() != key_bytes + 1 || key->front() != ed25519) return no_key(text);
    VerifierKey parsed{std::string{text.substr(0, first)}, key->substr(1)};
    if (!is_key_name(parsed.name)) return no_key(text);
    if (parsed.text() != text)
        return invalid("\"" + std::string{text} +
                       "\" is no verifier key as it stands: its parts do not belong together");
    return parsed;
}

std::string VerifierKey::text() const {
    return short_text() + "+" + base64_of(ed25519 + public_key);
}

std::string VerifierKey::short_text() const {
    return name + "+" + hex_of(hash());
}

std::string VerifierKey::hash() const {
    const auto hashed = name + '\n' + ed25519 + public_key;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    if (EVP_Digest(hashed.data(), hashed.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("SHA-256 cannot be computed");
    return {digest.begin(), digest.begin() + hash_bytes};
}

bool VerifierKey::signed_it(std::string_view text, std::string_view signature) const {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(public_key), public_key.size()), &EVP_PKEY_free};
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
    if (!key || !context) throw std::runtime_error("a signature cannot be checked");
    return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(text), text.size()) == 1;
}

}  // namespace contractwatch
