using System.Runtime.CompilerServices;

namespace FraudMl.Tests;

/// <summary>The switch that lets ML.NET's own files be opened: on in these tests, but where one turns it off.</summary>
internal static class LoadSwitch
{
    /// <summary>Sets the switch until it is disposed; only in tests of <see cref="StepContractCases.LoadSwitch"/>.</summary>
    public static IDisposable Set(bool isOn)
    {
        AppContext.SetSwitch(MlNetCatalog.LoadSwitch, isOn);
        return new SwitchedBack();
    }

    [ModuleInitializer]
    internal static void TurnOn() => AppContext.SetSwitch(MlNetCatalog.LoadSwitch, true);

    private sealed class SwitchedBack : IDisposable
    {
        public void Dispose() => TurnOn();
    }
}
