"""The Model Openness Framework's names for its components, and the words its own tool expects in a file."""

from openness.vocabulary import Kind

#: The framework's names for its seventeen components.
NAMES = {
    "Model architecture": Kind.MODEL_ARCHITECTURE,
    "Data preprocessing code": Kind.DATA_PREPROCESSING_CODE,
    "Training code": Kind.TRAINING_CODE,
    "Inference code": Kind.INFERENCE_CODE,
    "Evaluation code": Kind.EVALUATION_CODE,
    "Supporting libraries and tools": Kind.SUPPORTING_LIBRARIES_AND_TOOLS,
    "Model parameters (Final)": Kind.MODEL_PARAMETERS_FINAL,
    "Model parameters (Intermediate)": Kind.MODEL_PARAMETERS_INTERMEDIATE,
    "Datasets": Kind.DATASETS,
    "Evaluation data": Kind.EVALUATION_DATA,
    "Model metadata": Kind.MODEL_METADATA,
    "Model card": Kind.MODEL_CARD,
    "Data card": Kind.DATA_CARD,
    "Technical report": Kind.TECHNICAL_REPORT,
    "Research paper": Kind.RESEARCH_PAPER,
    "Evaluation results": Kind.EVALUATION_RESULTS,
    "Sample model outputs": Kind.SAMPLE_MODEL_OUTPUTS,
}
#: The value of `framework`.
FRAMEWORK = {"name": "Model Openness Framework", "version": "1.0", "date": "2024-12-15"}
#: People type this into the licence field of a component that does not exist.
NOT_THERE = r"component\s+(?:component\s+)?not\s+includ"
