namespace FraudMl.EndToEnd.Tests.Notebooks;

/// <summary>A test that runs Python with pandas: skipped where they are not installed, saying so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        if (!File.Exists(PythonCells.Python) || !Directory.Exists("/usr/lib/python3/dist-packages/pandas"))
            Skip = "Needs Debian's python3-pandas: apt-get install python3-pandas.";
    }
}
