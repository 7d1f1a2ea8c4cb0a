using System.Reflection;
using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>Loads the native LightGBM library once, and says what to install when it can't.</summary>
public static class LightGbmLibrary
{
    private static readonly NativeDependency Native = new(
        () => NativeLibrary.Load(LightGbmNative.Library, Assembly.GetExecutingAssembly(), null), Explain);

    /// <value>Whether the native library can be loaded on this machine.</value>
    public static bool IsAvailable => Native.IsAvailable;

    /// <summary>Throws unless the native library is loaded.</summary>
    /// <exception cref="MissingNativeLibraryException">Thrown with what to install.</exception>
    public static void Require() => Native.Require();

    internal static MissingNativeLibraryException Explain(Exception failure) => failure.Message.Contains("gomp", StringComparison.Ordinal)
        ? new MissingNativeLibraryException("libgomp.so.1",
            "LightGBM needs the GNU OpenMP runtime. Debian and Ubuntu: apt-get install libgomp1. Fedora: dnf install libgomp.", failure)
        : new MissingNativeLibraryException(LightGbmNative.Library,
            $"The LightGBM package brings it for x64 on Linux, Windows and macOS, and this process runs "
            + $"on {RuntimeInformation.RuntimeIdentifier}. Publish for one of those, or use another learner.", failure);
}
