namespace FraudMl.Tests.TrainerContract;

/// <summary>A test on the real card transactions; skipped, saying so, when they are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealDataFactAttribute : FactAttribute
{
    public RealDataFactAttribute()
    {
        if (RealData.File is null)
            Skip = $"{RealData.FileName} is in neither the folder named by FRAUDML_DATA nor ../shared/data beside the repository.";
    }
}
