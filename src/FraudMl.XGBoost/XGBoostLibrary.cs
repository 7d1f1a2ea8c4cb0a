using System.Reflection;
using System.Runtime.InteropServices;

namespace FraudMl;

/// <summary>Loads the system's native XGBoost library once, and says what to install when it can't.</summary>
public static class XGBoostLibrary
{
    // Distributions install libxgboost.so.0 and keep the plain name for their development package.
    private static readonly string[] FileNames = ["libxgboost.so.0", "xgboost"];

    private static readonly NativeDependency Native = new(Load, Explain);

    /// <value>Whether the native library can be loaded on this machine.</value>
    public static bool IsAvailable => Native.IsAvailable;

    /// <summary>Throws unless the native library is loaded.</summary>
    /// <exception cref="MissingNativeLibraryException">Thrown with what to install.</exception>
    public static void Require() => Native.Require();

    internal static MissingNativeLibraryException Explain(Exception failure) => new(
        "libxgboost",
        "XGBoost 1.6 or newer comes from the system. Debian and Ubuntu: apt-get install libxgboost0. Elsewhere: put libxgboost.so, "
        + "libxgboost.dylib or xgboost.dll where the loader looks, or use another learner.",
        failure);

    internal static nint LoadFirst(IEnumerable<string> fileNames)
    {
        Assembly assembly = Assembly.GetExecutingAssembly();
        foreach (string fileName in fileNames)
        {
            if (NativeLibrary.TryLoad(fileName, assembly, null, out nint library)) return library;
        }

        throw new DllNotFoundException($"None of {string.Join(", ", fileNames)} was found.");
    }

    private static void Load()
    {
        nint library = LoadFirst(FileNames);
        // The youngest function that is used; without it the version is too old.
        NativeLibrary.GetExport(library, nameof(XGBoostNative.XGBoosterSaveModelToBuffer));
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => name == XGBoostNative.Library ? library : 0);
    }
}
