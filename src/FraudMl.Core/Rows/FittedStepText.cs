using System.Reflection;

namespace FraudMl;

/// <summary>Prints fitted steps for people: what they are and which columns they add and end; nothing that was learned of rows.</summary>
internal static class FittedStepText
{
    public static string Of(IFittedStep step)
    {
        string name = step.GetType().GetCustomAttribute<StoredAsAttribute>()?.Name ?? step.GetType().Name;
        string ends = step.Removes.Count == 0 ? "" : $", ends {RecordText.List(step.Removes)}";
        return step.Adds.Count == 0 ? $"{name}{ends}" : $"{name}: {RecordText.List([.. step.Adds.Select(column => column.Name)])}{ends}";
    }
}
