# A formula of Homebrew. The workflow of releases writes version, addresses and checksums in place of the words in capitals.
class Ctrsweep < Formula
  desc "Hyperparameter sweeps with a results database"
  homepage "HOMEPAGE"
  version "VERSION"
  license "Apache-2.0"

  on_macos do
    on_arm do
      url "HOMEPAGE/releases/download/vVERSION/ctrsweep-VERSION-osx-aarch64.tar.gz"
      sha256 "SHA256_OSX_AARCH64"
    end
  end
  on_linux do
    on_intel do
      url "HOMEPAGE/releases/download/vVERSION/ctrsweep-VERSION-linux-x86_64.tar.gz"
      sha256 "SHA256_LINUX_X86_64"
    end
    on_arm do
      url "HOMEPAGE/releases/download/vVERSION/ctrsweep-VERSION-linux-aarch64.tar.gz"
      sha256 "SHA256_LINUX_AARCH64"
    end
  end

  def install
    libexec.install Dir["*"]
    bin.install_symlink libexec/"bin/sweep"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/sweep --version")
  end
end
