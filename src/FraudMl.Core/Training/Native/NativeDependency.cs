using System.Runtime.InteropServices;

namespace FraudMl.Training;

/// <summary>A native library that a learner needs: loaded once, when it is first asked for.</summary>
/// <param name="load">Loads it; throws what the loader throws when it can't.</param>
/// <param name="explain">Says what to install.</param>
public sealed partial class NativeDependency(Action load, Func<Exception, MissingNativeLibraryException> explain)
{
    private readonly Lazy<MissingNativeLibraryException?> _missing = new(() => TryLoad(load, explain));

    /// <value>Whether the library can be loaded on this machine.</value>
    public bool IsAvailable => _missing.Value is null;

    /// <summary>Throws unless the library is loaded.</summary>
    /// <exception cref="MissingNativeLibraryException">Thrown with what to install.</exception>
    public void Require()
    {
        if (_missing.Value is { } missing) throw new MissingNativeLibraryException(missing.Library, missing.Remedy, missing.InnerException);
    }

    private static MissingNativeLibraryException? TryLoad(Action load, Func<Exception, MissingNativeLibraryException> explain)
    {
        try
        {
            // OpenMP's workers spin while they wait, and starve other work on the machine. The runtime reads the variable once, when
            // it is loaded, from the process environment, which .NET's own copy does not reach. A value that the user set stays.
            if (!OperatingSystem.IsWindows()) _ = SetEnvironment("OMP_WAIT_POLICY", "PASSIVE", 0);
            load();
            return null;
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            return explain(failure);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    /// <summary>Returns whether it is there, or how to get it.</summary>
    public override string ToString() => IsAvailable ? "available" : _missing.Value!.Message;
}
