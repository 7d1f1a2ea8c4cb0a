using System.Reflection;
using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>Loads the native LightGBM library once, and says what to install when it can't.</summary>
public static partial class LightGbmLibrary
{
    private static readonly Lazy<MissingNativeLibraryException?> Missing = new(() => TryLoad(Load));

    /// <value>Whether the native library can be loaded on this machine.</value>
    public static bool IsAvailable => Missing.Value is null;

    /// <summary>Throws unless the native library is loaded.</summary>
    /// <exception cref="MissingNativeLibraryException">Thrown with what to install.</exception>
    public static void Require()
    {
        if (Missing.Value is { } missing) throw new MissingNativeLibraryException(missing.Library, missing.Remedy, missing.InnerException);
    }

    /// <summary>Runs a loader and translates what it throws.</summary>
    internal static MissingNativeLibraryException? TryLoad(Action load)
    {
        try
        {
            load();
            return null;
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException)
        {
            return failure.Message.Contains("gomp", StringComparison.Ordinal)
                ? new MissingNativeLibraryException("libgomp.so.1", "LightGBM needs the GNU OpenMP runtime. Debian and Ubuntu: apt-get install libgomp1. Fedora: dnf install libgomp.", failure)
                : new MissingNativeLibraryException(LightGbmNative.Library, $"The LightGBM package brings it for x64 on Linux, Windows and macOS, and this process runs on {RuntimeInformation.RuntimeIdentifier}. Publish for one of those, or use another learner.", failure);
        }
    }

    // OpenMP's workers spin while they wait, and starve other work on the machine. The runtime reads the variable once, when it is
    // loaded, from the process environment, which .NET's own copy does not reach. A value that the user set stays.
    private static void Load()
    {
        if (!OperatingSystem.IsWindows()) _ = SetEnvironment("OMP_WAIT_POLICY", "PASSIVE", 0);
        NativeLibrary.Load(LightGbmNative.Library, Assembly.GetExecutingAssembly(), null);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
