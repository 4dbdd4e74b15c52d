// The packs, embedded when this file is compiled. A new pack is one array and one row.
#include "PackFiles.h"

#define PACK(array) array, sizeof array

static const unsigned char controls_code[] = {
#embed "../../Packs/controls/code.yaml"
};
static const unsigned char controls_data[] = {
#embed "../../Packs/controls/data.yaml"
};
static const unsigned char controls_deploy[] = {
#embed "../../Packs/controls/deploy.yaml"
};
static const unsigned char controls_doc[] = {
#embed "../../Packs/controls/doc.yaml"
};
static const unsigned char controls_feature[] = {
#embed "../../Packs/controls/feature.yaml"
};
static const unsigned char controls_gov[] = {
#embed "../../Packs/controls/gov.yaml"
};
static const unsigned char controls_infra[] = {
#embed "../../Packs/controls/infra.yaml"
};
static const unsigned char controls_model[] = {
#embed "../../Packs/controls/model.yaml"
};
static const unsigned char controls_monitor[] = {
#embed "../../Packs/controls/monitor.yaml"
};
static const unsigned char controls_ops[] = {
#embed "../../Packs/controls/ops.yaml"
};
static const unsigned char controls_research[] = {
#embed "../../Packs/controls/research.yaml"
};
static const unsigned char controls_sec[] = {
#embed "../../Packs/controls/sec.yaml"
};
static const unsigned char controls_test[] = {
#embed "../../Packs/controls/test.yaml"
};
static const unsigned char controls_trace[] = {
#embed "../../Packs/controls/trace.yaml"
};
static const unsigned char framework_maturity[] = {
#embed "../../Packs/frameworks/maturity.yaml"
};
static const unsigned char framework_ml_test_score[] = {
#embed "../../Packs/frameworks/ml-test-score.yaml"
};
static const unsigned char framework_mltrl[] = {
#embed "../../Packs/frameworks/mltrl.yaml"
};
static const unsigned char framework_robustness[] = {
#embed "../../Packs/frameworks/robustness.yaml"
};
static const unsigned char checklist_mltrl_ethics[] = {
#embed "../../Packs/checklists/mltrl-ethics.yaml"
};
static const unsigned char checklist_deon[] = {
#embed "../../Packs/checklists/deon.yaml"
};
static const unsigned char questions_datasheet[] = {
#embed "../../Packs/questions/datasheet.yaml"
};

static const struct pack_file files[] = {
    {"Packs/controls/gov.yaml", PACK(controls_gov)},
    {"Packs/controls/doc.yaml", PACK(controls_doc)},
    {"Packs/controls/data.yaml", PACK(controls_data)},
    {"Packs/controls/feature.yaml", PACK(controls_feature)},
    {"Packs/controls/code.yaml", PACK(controls_code)},
    {"Packs/controls/infra.yaml", PACK(controls_infra)},
    {"Packs/controls/trace.yaml", PACK(controls_trace)},
    {"Packs/controls/model.yaml", PACK(controls_model)},
    {"Packs/controls/deploy.yaml", PACK(controls_deploy)},
    {"Packs/controls/monitor.yaml", PACK(controls_monitor)},
    {"Packs/controls/research.yaml", PACK(controls_research)},
    {"Packs/controls/test.yaml", PACK(controls_test)},
    {"Packs/controls/sec.yaml", PACK(controls_sec)},
    {"Packs/controls/ops.yaml", PACK(controls_ops)},
    {"Packs/frameworks/robustness.yaml", PACK(framework_robustness)},
    {"Packs/frameworks/maturity.yaml", PACK(framework_maturity)},
    {"Packs/frameworks/ml-test-score.yaml", PACK(framework_ml_test_score)},
    {"Packs/frameworks/mltrl.yaml", PACK(framework_mltrl)},
    {"Packs/checklists/mltrl-ethics.yaml", PACK(checklist_mltrl_ethics)},
    {"Packs/checklists/deon.yaml", PACK(checklist_deon)},
    {"Packs/questions/datasheet.yaml", PACK(questions_datasheet)},
};

unsigned long pack_file_count(void) { return sizeof files / sizeof files[0]; }

struct pack_file pack_file_at(unsigned long index) { return files[index]; }
